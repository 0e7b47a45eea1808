//! Where files come from besides dropping and choosing: the clipboard, a phone's camera; and what is done when the
//! server refused one and takes it the second time.

use crate::chromium::Browser;
use crate::cutting::CuttingLine;
use crate::log_in;
use crate::office::{PDF, Served};
use crate::uploads::{NEW, SEND, chosen_over, open_form, pieces};

const MINUTES: &str = "?item=A01&year=2022&kind=minutes";

#[test]
fn a_picture_in_the_clipboard_is_pasted_and_filed() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    open_form(&browser, &served, MINUTES);
    browser.copy_picture(&format!("http://{}", served.address()));
    browser.press_with_control('v');
    browser.shows(".upload-state", "已传完");
    let name = browser.text(".upload-name");
    assert!(name.starts_with("粘贴 ") && name.ends_with(".png"), "a picture without a name gets one: {name}");
    browser.wait("return document.querySelector('#field-title').value.startsWith('粘贴')");
    browser.click(SEND);
    browser.shows(".alert-success", "材料已上传");
    let filed = pieces(&served);
    assert_eq!((filed.len(), filed[0].files[0].1.media_type.as_str()), (1, "image/png"));
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn text_that_is_pasted_into_a_field_is_no_file() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    open_form(&browser, &served, MINUTES);
    browser.copy_text(&format!("http://{}", served.address()), "军政座谈会纪要");
    browser.click("#field-title");
    browser.press_with_control('v');
    browser.wait("return document.querySelector('#field-title').value === '军政座谈会纪要'");
    browser.wait("return document.querySelectorAll('.upload-row').length === 0");
}

#[test]
fn a_phone_takes_a_photo_with_its_camera() {
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("IMG_20220315_101500.png");
    let shot = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8 * 3, y as u8 * 4, 90]));
    shot.save(&path).unwrap();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.resize((360, 740));
    open_form(&browser, &served, MINUTES);
    // What has a phone open its camera at the back, and lets a desktop choose a picture.
    browser.shows(".upload-camera", "拍照");
    let asked = "const input = document.querySelector('.upload-camera input'); \
                 return [input.accept, input.getAttribute('capture')].join()";
    assert_eq!(browser.script(asked), "image/*,environment");
    // A phone gives the page the photo as a chosen file.
    browser.write(".upload-camera input", path.to_str().unwrap());
    browser.shows(".upload-state", "已传完");
    browser.shows(".upload-name", "IMG_20220315_101500.png");
    browser.wait("return document.querySelector('#field-meeting_date').value === '2022-03-15'");
    // The next photo can be taken at once; of the same one twice, either row can be taken away.
    browser.write(".upload-camera input", path.to_str().unwrap());
    browser.shows(".upload-sum", "2 / 2");
    browser.click(".upload-row:last-child .upload-remove");
    browser.wait("return document.querySelectorAll('.upload-row').length === 1");
    browser.click(SEND);
    browser.shows(".alert-success", "材料已上传");
    assert_eq!(pieces(&served)[0].files[0].1.media_type, "image/png");
}

#[test]
fn a_file_that_was_refused_once_is_sent_again_by_a_button() {
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.pdf");
    std::fs::write(&path, PDF).unwrap();
    let line = CuttingLine::full_once_to(served.address());
    let browser = chosen_over(&line, &path);
    browser.shows(".upload-state", "没有传完");
    browser.shows(".upload-fault", "磁盘满了");
    assert_eq!(line.refused(), 1, "a full disk is not asked again without a person");
    browser.write("#field-chair", "张三");
    browser.click(".upload-retry");
    browser.shows(".upload-state", "已传完");
    browser.wait("return document.querySelector('.upload-fault').hidden");
    browser.wait("return document.querySelector('.upload-retry').hidden");
    browser.click(SEND);
    browser.shows(".alert-success", "材料已上传");
    assert_eq!(pieces(&served)[0].fields["chair"], "张三", "nothing that was typed meanwhile is lost");
    browser.open(&format!("http://{}{NEW}", line.address));
    browser.text("#uploads h2");
    browser.wait("return document.querySelectorAll('.upload-row').length === 0");
}
