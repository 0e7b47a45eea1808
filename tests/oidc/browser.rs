//! A browser that visits two sites, keeps their cookies apart, and follows nothing by itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::redirect::Policy;

pub(crate) struct Browser {
    client: Client,
    /// By port and name: ports stand for sites here.
    cookies: RefCell<BTreeMap<(u16, String), String>>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { client, cookies: RefCell::default() }
    }

    pub(crate) fn get(&self, address: &str) -> Answer {
        let url = Url::parse(address).unwrap();
        let port = url.port().unwrap();
        let cookies = self.cookies.borrow().clone();
        let own = cookies.iter().filter(|((site, _), value)| *site == port && !value.is_empty());
        let own: Vec<String> = own.map(|((_, name), value)| format!("{name}={value}")).collect();
        let answer = self.client.get(url).header("cookie", own.join("; ")).send().unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.borrow_mut().insert((port, name.to_owned()), value.to_owned());
        }
        let location = answer.headers().get("location").map_or("", |value| value.to_str().unwrap());
        let location = location.to_owned();
        Answer { status: answer.status().as_u16(), location, body: answer.text().unwrap() }
    }

    /// Sets a cookie of a site.
    pub(crate) fn set_cookie(&self, port: u16, name: &str, value: &str) {
        self.cookies.borrow_mut().insert((port, name.to_owned()), value.to_owned());
    }

    /// Changes a cookie, as only its owner could.
    pub(crate) fn change_cookie(&self, name: &str, change: impl Fn(&str) -> String) {
        for ((_, own), value) in self.cookies.borrow_mut().iter_mut() {
            if own == name {
                *value = change(value);
            }
        }
    }
}
